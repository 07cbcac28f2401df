/**
 * What a test of a data source, a part handler, a renderer or the stage needs.
 *
 * <ul>
 *   <li>{@link org.cloudinit.testkit.SandboxHost}: a machine in a scratch folder, with fabricated
 *       links, command line, DMI and configuration, ports that record, and a clock that stands
 *       still.
 *   <li>{@link org.cloudinit.testkit.GoldenTree}: a folder as a value, compared exactly.
 *   <li>{@link org.cloudinit.testkit.FaultyRoot}: a root whose operations fail or are cut short.
 *   <li>{@link org.cloudinit.testkit.DriveImages}: images of drives, made by the real tools.
 *   <li>{@link org.cloudinit.testkit.FuzzTarget}: any bytes for a reader, replayed from seeds or
 *       searched for by Jazzer, which the module that searches has among its test dependencies.
 *   <li>{@code …Contract}: tests that every implementation passes; extend one and say what to test.
 * </ul>
 */
@NullMarked
package org.cloudinit.testkit;

import org.jspecify.annotations.NullMarked;
