/** What a store of policies promises. */
@NullMarked
package io.spillway.testkit.policy;

import org.jspecify.annotations.NullMarked;
