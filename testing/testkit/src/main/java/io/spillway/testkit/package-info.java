/**
 * Test support for Spillway and custom adapters: a settable clock, fixtures, fault injection, and a
 * contract test for each port in the packages below.
 */
@NullMarked
package io.spillway.testkit;

import org.jspecify.annotations.NullMarked;
