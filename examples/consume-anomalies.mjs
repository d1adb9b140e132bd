// Prints the anomalies of every sensor as they come, one a line, until Ctrl-C.
//
//     (cd examples && npm install)
//     node examples/consume-anomalies.mjs [GROUP]
//
// Several of one GROUP (default: anomaly-printer) share the sensors, and each goes on where the group was.
// KAFKA_BOOTSTRAP_SERVERS and VIGIA_TOPIC_PREFIX as for Vigía itself.
import kafkajs from 'kafkajs';

const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? 'localhost:9092').split(',');
const topic = `${process.env.VIGIA_TOPIC_PREFIX ?? 'vigia'}.anomalies.v1`;
const kafka = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.ERROR });

// kafkajs reads committed records only unless told otherwise: what the detector takes back after a crash is never seen.
const consumer = kafka.consumer({ groupId: process.argv[2] ?? 'anomaly-printer' });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
process.once('SIGINT', () => consumer.disconnect());

await consumer.run({
  eachMessage: async ({ message }) => {
    // A CloudEvent in binary mode: its attributes are headers, its data is the value.
    const event = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, value.toString()]));
    if (event.ce_type !== 'io.vigia.anomaly.v1') {
      return;
    }
    const anomaly = JSON.parse(message.value);
    // A bound is null where no value would be an anomaly on that side.
    console.log(
      `${event.ce_time} ${event.ce_subject} ${anomaly.value}` +
        ` expected ${anomaly.lower ?? '-'} to ${anomaly.upper ?? '-'}: ${anomaly.severity}`,
    );
  },
});
