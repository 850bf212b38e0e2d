/** Contract test of content classifiers. */
@NullMarked
package io.spillway.testkit.moderation;

import org.jspecify.annotations.NullMarked;
