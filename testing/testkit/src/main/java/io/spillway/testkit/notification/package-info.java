/** Contract tests of the store of notifications and of the channel of dead letters. */
@NullMarked
package io.spillway.testkit.notification;

import org.jspecify.annotations.NullMarked;
