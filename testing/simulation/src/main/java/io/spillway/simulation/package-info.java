/**
 * Deterministic simulator: one seed generates a script of users', machines' and faults' actions,
 * and the whole of Spillway plays it in one thread and in virtual time, checked by oracles.
 */
@NullMarked
package io.spillway.simulation;

import org.jspecify.annotations.NullMarked;
