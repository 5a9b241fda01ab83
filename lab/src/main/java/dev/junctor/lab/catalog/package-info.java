/** Makes the catalog's files from collected public data. */
@NullMarked
package dev.junctor.lab.catalog;

import org.jspecify.annotations.NullMarked;
