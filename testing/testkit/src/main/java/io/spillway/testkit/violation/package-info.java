/** Contract tests of the violation store and archive. */
@NullMarked
package io.spillway.testkit.violation;

import org.jspecify.annotations.NullMarked;
