/** Review of withheld messages: decisions, claims, appeals, bulk decisions. */
@NullMarked
package io.spillway.core.violation;

import org.jspecify.annotations.NullMarked;
