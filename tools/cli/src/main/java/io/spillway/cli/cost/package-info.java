/** What a month on Azure costs: computed from what is measured and from prices that are data. */
@NullMarked
package io.spillway.cli.cost;

import org.jspecify.annotations.NullMarked;
