/** The other end of an HTTP client under test. */
@NullMarked
package io.spillway.testkit.http;

import org.jspecify.annotations.NullMarked;
