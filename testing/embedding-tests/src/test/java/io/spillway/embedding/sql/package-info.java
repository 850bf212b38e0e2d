/** Example stores on a SQL database, written from the Javadoc of the ports. */
@NullMarked
package io.spillway.embedding.sql;

import org.jspecify.annotations.NullMarked;
