/** Contract test of the policy store. */
@NullMarked
package io.spillway.testkit.policy;

import org.jspecify.annotations.NullMarked;
