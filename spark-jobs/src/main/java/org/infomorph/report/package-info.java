/**
 * The report for people: one page that needs no network, and its figures as files. It reads the
 * tables of a sweep; the scripts in {@code resources/report} draw them, in the browser and here. It
 * knows nothing of running trials or of Spark.
 */
package org.infomorph.report;
