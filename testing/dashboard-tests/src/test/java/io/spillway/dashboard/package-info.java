/** The dashboard, as people use it: by keyboard and mouse, in Chromium. */
@NullMarked
package io.spillway.dashboard;

import org.jspecify.annotations.NullMarked;
