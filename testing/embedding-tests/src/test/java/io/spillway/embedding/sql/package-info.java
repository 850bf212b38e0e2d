/** Stores on a SQL database, as a team writes them that reads the ports' Javadoc. */
@NullMarked
package io.spillway.embedding.sql;

import org.jspecify.annotations.NullMarked;
