/** Contract tests of the dead-letter queue, the ledger and redrives. */
@NullMarked
package io.spillway.testkit.deadletter;

import org.jspecify.annotations.NullMarked;
