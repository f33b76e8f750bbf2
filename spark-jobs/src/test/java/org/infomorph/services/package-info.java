/**
 * What the program promises on HDFS, YARN, S3 and Kubernetes, tried on the real thing. Each service
 * runs on this machine, on loopback addresses and free ports, in processes of its own and with a
 * class path of its own; {@code mvn verify -Pservices} fetches and tries them.
 */
package org.infomorph.services;
