/**
 * The log and the redirected output.
 *
 * <p>The stage logs through SLF4J. {@link org.cloudinit.core.logging.LogProvider} is what SLF4J
 * finds; behind it stands one {@link org.cloudinit.core.logging.LogSink}, which keeps early
 * messages in memory until {@link org.cloudinit.core.logging.LogSink#open} is told where they go,
 * and replays them. Where they go is a {@link org.cloudinit.core.logging.LogPlan}, read from {@code
 * log_cfgs} by {@link org.cloudinit.core.logging.LogPlans}. Lines are those of the reference, so
 * that its log tools read them:
 *
 * <pre>2026-11-22 15:48:29,993 - LocalStage.java[DEBUG]: message</pre>
 *
 * <p>{@link org.cloudinit.core.logging.OutputPlan} reads {@code output}, and {@link
 * org.cloudinit.core.logging.Output} are the stage's standard output and error after that.
 *
 * <p>All times are UTC, as the reference's are ({@code cloudinit/log.py}: {@code time.gmtime}).
 */
@NullMarked
package org.cloudinit.core.logging;

import org.jspecify.annotations.NullMarked;
