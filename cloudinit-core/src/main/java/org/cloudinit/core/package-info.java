/**
 * The front of the Local stage. {@link LocalStage#run} is the stage, one line a step; {@link
 * BootRequest} is what is asked of it, {@link Extensions} who takes part, {@link LocalOutcome} how
 * it ended, {@link LocalSubStage} the names of its steps; {@link Machine} opens a machine to run
 * on; {@link StatePaths} says where it keeps what a stage leaves.
 *
 * <p>Each step lives in a package of its own, which this module keeps to itself:
 *
 * <pre>
 * config    sub-stages 1, 8      sources of configuration and their order
 * logging   sub-stages 2, 9      log and output
 * instance  sub-stages 3, 4, 6   folders, cache, semaphores, instance-data.json, injected files
 * source    sub-stage 5          the search for a data source
 * hostname, network              the two acts between 6 and 7
 * consume   sub-stage 7          what of user-data and vendor-data is due
 * userdata  sub-stage 7          parts and handlers
 * module    sub-stage 10         cloud_init_modules
 * status    sub-stages 0, 11     status.json
 * event                          the log lines that tell when a step began and ended
 * host                           the real machine behind the ports
 * </pre>
 */
@NullMarked
package org.cloudinit.core;

import org.jspecify.annotations.NullMarked;
