/** Contract test of the erasure store. */
@NullMarked
package io.spillway.testkit.erasure;

import org.jspecify.annotations.NullMarked;
