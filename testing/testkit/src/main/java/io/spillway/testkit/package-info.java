/**
 * What tests of Spillway, and of your own adapters, are made of: a settable clock, fixtures, faults
 * on demand, and in the packages below a contract for each port.
 */
@NullMarked
package io.spillway.testkit;

import org.jspecify.annotations.NullMarked;
