/** Contract tests of the message store and archive. */
@NullMarked
package io.spillway.testkit.message;

import org.jspecify.annotations.NullMarked;
