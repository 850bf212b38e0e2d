/** The contract of the violation store. */
@NullMarked
package io.spillway.testkit.violation;

import org.jspecify.annotations.NullMarked;
