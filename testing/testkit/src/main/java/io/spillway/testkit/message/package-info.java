/** The contract of the message store. */
@NullMarked
package io.spillway.testkit.message;

import org.jspecify.annotations.NullMarked;
