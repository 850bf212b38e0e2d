/** The contracts of the dead-letter queue and the ledger. */
@NullMarked
package io.spillway.testkit.deadletter;

import org.jspecify.annotations.NullMarked;
