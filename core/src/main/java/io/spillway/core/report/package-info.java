/** Viewers' reports. */
@NullMarked
package io.spillway.core.report;

import org.jspecify.annotations.NullMarked;
