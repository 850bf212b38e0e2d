/** Contract test of the store of notifications. */
@NullMarked
package io.spillway.testkit.notification;

import org.jspecify.annotations.NullMarked;
