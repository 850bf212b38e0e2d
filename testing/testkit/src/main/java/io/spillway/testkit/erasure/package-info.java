/** The contract of erasures. */
@NullMarked
package io.spillway.testkit.erasure;

import org.jspecify.annotations.NullMarked;
