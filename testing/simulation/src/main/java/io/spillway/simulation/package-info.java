/**
 * A simulator: one seed makes a script of what people, machines and mishaps do, and the whole of
 * Spillway plays it in one thread and in virtual time, while an oracle looks on.
 */
@NullMarked
package io.spillway.simulation;

import org.jspecify.annotations.NullMarked;
