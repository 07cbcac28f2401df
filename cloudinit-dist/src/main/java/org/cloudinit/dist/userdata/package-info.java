/** What is made of and out of user-data by hand: {@code devel make-mime}, {@code devel render}. */
package org.cloudinit.dist.userdata;
