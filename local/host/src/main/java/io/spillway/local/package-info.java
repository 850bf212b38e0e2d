/** Spillway on one machine: a server that needs no Azure. */
@NullMarked
package io.spillway.local;

import org.jspecify.annotations.NullMarked;
