/** Contract tests of sources. */
@NullMarked
package io.spillway.testkit.source;

import org.jspecify.annotations.NullMarked;
