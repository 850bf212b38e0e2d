/** Contract of the store of reports. */
@NullMarked
package io.spillway.testkit.report;

import org.jspecify.annotations.NullMarked;
