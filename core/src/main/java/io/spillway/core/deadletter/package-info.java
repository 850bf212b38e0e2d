/** Dead letters: ledger, operators' commands, redrives. */
@NullMarked
package io.spillway.core.deadletter;

import org.jspecify.annotations.NullMarked;
