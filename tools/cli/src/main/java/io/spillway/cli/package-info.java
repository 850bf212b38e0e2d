/** Command line of Spillway. */
@NullMarked
package io.spillway.cli;

import org.jspecify.annotations.NullMarked;
