/**
 * Plain JVM that loads a function app as the Functions worker does, and a benchmark of its first
 * calls.
 */
@NullMarked
package io.spillway.packaging.worker;

import org.jspecify.annotations.NullMarked;
