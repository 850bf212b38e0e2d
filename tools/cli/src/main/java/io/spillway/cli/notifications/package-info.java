/** Commands for the notifications of any deployment. */
@NullMarked
package io.spillway.cli.notifications;

import org.jspecify.annotations.NullMarked;
