/**
 * Users, their passwords, and the keys of users and of the machine: {@link
 * org.cloudinit.modules.accounts.UsersGroups}, {@link org.cloudinit.modules.accounts.Ssh}, {@link
 * org.cloudinit.modules.accounts.SetPasswords} and those that show what came of it. The
 * distribution's own programs change its tables ({@link
 * org.cloudinit.modules.accounts.AccountTools}, {@link
 * org.cloudinit.modules.accounts.PasswordTools}); files of rules and keys are written here.
 *
 * <p>Passwords go to a program's standard input or to the console, and are no part of a message.
 */
@NullMarked
package org.cloudinit.modules.accounts;

import org.jspecify.annotations.NullMarked;
