package org.cloudinit.net;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.check.DocumentCheck;

/** What {@link NetworkConversion} says of configurations that nobody renders. */
final class Checks {
    private Checks() {}

    /** {@link NetworkConversion#check}. */
    static List<Problem> meaning(NetworkConfig config, NicInventory nics) {
        var problems = new Problems();
        if (config instanceof NetworkConfig.Disabled) {
            return List.of();
        }
        try {
            NetworkConfig translated = NetworkConversion.translate(config, nics, problems);
            switch (NetworkConversion.interpret(translated, "", nics)) {
                case RendererInput.Interpreted(var state) -> warn(state.ignored(), problems);
                case RendererInput.Verbatim _ -> {}
            }
        } catch (MalformedException malformed) {
            problems.report(malformed.problem());
        }
        return problems.all();
    }

    /** {@link NetworkConversion#validate}. */
    static List<Problem> document(byte[] bytes, String source) {
        try {
            ConfigTree document = YamlReader.read(bytes, source);
            List<Problem> form = DocumentCheck.of(document);
            // Whether the links of network data are here depends on the machine.
            if (!form.isEmpty() || DocumentCheck.isNetworkData(document)) {
                return form;
            }
            var values = new ArrayList<Problem>();
            NetworkConfig config = NetworkConversion.read(document);
            for (Problem problem : meaning(config, new NicInventory(List.of()))) {
                values.add(problem.as(Severity.WARNING));
            }
            return List.copyOf(values);
        } catch (MalformedException malformed) {
            return List.of(malformed.problem());
        }
    }

    private static void warn(List<Loss> ignored, Reporter reporter) {
        for (Loss loss : ignored) {
            reporter.report(
                    Problem.warning(
                            "network.ignored",
                            "checking the network configuration",
                            loss.origin(),
                            loss.path() + " is ignored: " + loss.reason(),
                            "Correct or remove it"));
        }
    }
}
