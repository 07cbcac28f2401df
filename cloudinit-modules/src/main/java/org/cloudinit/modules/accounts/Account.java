package org.cloudinit.modules.accounts;

/**
 * A user of the machine.
 *
 * @param name log-in name
 * @param user number of the user
 * @param group number of the user's own group
 * @param home path of the home folder
 */
record Account(String name, int user, int group, String home) {}
