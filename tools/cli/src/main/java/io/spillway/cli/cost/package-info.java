/** Monthly cost on Azure, computed from measured usage and from prices that are data. */
@NullMarked
package io.spillway.cli.cost;

import org.jspecify.annotations.NullMarked;
