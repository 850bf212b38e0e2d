/** Spillway on one machine: the command line, and what the functions run on. */
@NullMarked
package io.spillway.local;

import org.jspecify.annotations.NullMarked;
