/** HTTP API of notifications. */
@NullMarked
package io.spillway.functions.notifications;

import org.jspecify.annotations.NullMarked;
