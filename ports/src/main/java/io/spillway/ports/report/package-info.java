/** Viewers' reports of published messages. */
@NullMarked
package io.spillway.ports.report;

import org.jspecify.annotations.NullMarked;
