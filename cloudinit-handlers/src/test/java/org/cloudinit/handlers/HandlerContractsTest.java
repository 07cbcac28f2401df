package org.cloudinit.handlers;

import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.testkit.PartHandlerContract;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Nested;

/** What holds for every part handler holds for each of these. */
class HandlerContractsTest {
    abstract static class Contract extends PartHandlerContract {
        @Override
        protected HandlerContext context(SandboxHost machine, RecordingReporter reporter) {
            return HandlerWalk.context(machine, machine.processes(), "user-data", reporter);
        }
    }

    @Nested
    class CloudConfig extends Contract {
        @Override
        protected PartHandler handler() {
            return new CloudConfigHandler();
        }
    }

    @Nested
    class ShellScript extends Contract {
        @Override
        protected PartHandler handler() {
            return new ShellScriptHandler();
        }
    }

    @Nested
    class FrequencyScript extends Contract {
        @Override
        protected PartHandler handler() {
            return new FrequencyScriptHandler();
        }
    }

    @Nested
    class UpstartJob extends Contract {
        @Override
        protected PartHandler handler() {
            return new UpstartJobHandler();
        }
    }

    @Nested
    class Boothook extends Contract {
        @Override
        protected PartHandler handler() {
            return new BoothookHandler();
        }
    }
}
