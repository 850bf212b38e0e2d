/** Tests of the dashboard by keyboard and mouse, in Chromium. */
@NullMarked
package io.spillway.dashboard;

import org.jspecify.annotations.NullMarked;
