/** Output that fits the terminal, and text of others that cannot control it. */
@NullMarked
package io.spillway.cli.terminal;

import org.jspecify.annotations.NullMarked;
