import type { CommandId } from '../../../src/ui/commands/command-ids';

/** Commands of one purpose, each with a sentence that says what it does; in the order in which they are listed. */
export interface Section {
  readonly title: string;
  readonly commands: Readonly<Partial<Record<CommandId, string>>>;
}

/** Every command of the manifest, as the reference describes it. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Make and remove',
    commands: {
      'redisTopologyLab.createTopology':
        'Asks for shape, name, size and image, makes it, and proves that it works.',
      'redisTopologyLab.finishTopology':
        'Completes a topology whose creation was interrupted: its window was closed, or the engine stopped.',
      'redisTopologyLab.removeTopology':
        'Removes containers, network, and volumes with their data, after asking.',
    },
  },
  {
    title: 'Look',
    commands: {
      'redisTopologyLab.openDashboard':
        'Opens the panel of one topology: health, findings, picture, nodes, lag, slots, sentinels’ views, timeline.',
      'redisTopologyLab.inspect':
        'A read-only document of all that is known of a node; passwords are masked.',
      'redisTopologyLab.verify': 'Repeats the proof of readiness; a report with the evidence of each check.',
      'redisTopologyLab.showLogs': 'Follows the server’s log.',
      'redisTopologyLab.openCli':
        'A terminal with redis-cli or valkey-cli inside the container, authenticated, on the right port.',
      'redisTopologyLab.refresh':
        'Lists the engines and asks every node anew; on an engine’s row, only its own.',
      'redisTopologyLab.enterPassword':
        'Asks for the user and password of servers that were not made here, and keeps them in the editor’s secret storage.',
      'redisTopologyLab.ignoreContainer':
        'Leaves a container that was not made here alone from now on: neither shown nor asked.',
      'redisTopologyLab.showIgnored':
        'Lists the containers that are left alone; those that are unticked are looked at again.',
    },
  },
  {
    title: 'Run and break',
    commands: {
      'redisTopologyLab.startAll': 'Starts every node of a topology that does not run.',
      'redisTopologyLab.stopAll': 'Stops every node of a topology that runs.',
      'redisTopologyLab.start': 'Starts the containers of nodes.',
      'redisTopologyLab.stop': 'Stops nodes in an orderly way.',
      'redisTopologyLab.restart': 'Stops nodes and starts them again.',
      'redisTopologyLab.pause': 'Freezes nodes: connections stay open, and nothing answers.',
      'redisTopologyLab.unpause': 'Lets frozen nodes go on.',
      'redisTopologyLab.kill': 'Ends nodes without warning (SIGKILL), as a crash would.',
    },
  },
  {
    title: 'Fail over',
    commands: {
      'redisTopologyLab.failover':
        'Hands a master over to the replica you choose, without losing an acknowledged write. Where the master is gone, promotes a replica and says first what may be lost.',
    },
  },
  {
    title: 'Find out what is wrong, and mend it',
    commands: {
      'redisTopologyLab.fix':
        'Mends a finding: shows which command goes to which node, does it after you agree, and checks that the finding is gone.',
      'redisTopologyLab.copyDiagnosis':
        'Copies versions, nodes, findings with their evidence and each node’s own view as Markdown, without secrets.',
    },
  },
  {
    title: 'Move slots of a cluster',
    commands: {
      'redisTopologyLab.reshard': 'Moves slots to one master, from one or several others.',
      'redisTopologyLab.rebalance': 'Gives every master its share, by weight if wanted.',
      'redisTopologyLab.drain': 'Empties a master, so that it can be removed.',
      'redisTopologyLab.moveSlotOfKey': 'Moves the slot that a key belongs to.',
      'redisTopologyLab.pauseMigration': 'Holds a migration: keys in flight arrive, nothing more begins.',
      'redisTopologyLab.continueMigration': 'Lets a paused migration go on.',
      'redisTopologyLab.cancelMigration': 'Ends a migration as soon as no slot is open any more.',
      'redisTopologyLab.finishMigration': 'Brings every slot whose move stands still to where it was going.',
      'redisTopologyLab.undoMigration':
        'Brings every slot whose move stands still back to where it came from.',
    },
  },
  {
    title: 'Change the size',
    commands: {
      'redisTopologyLab.addShard':
        'Adds a master with replicas to a cluster and, if wanted, gives it its share of the slots.',
      'redisTopologyLab.addReplica': 'Adds a replica to a master.',
      'redisTopologyLab.addSentinel': 'Adds a sentinel, with advice on the quorum, which all of them get.',
      'redisTopologyLab.addSentinels': 'Gives a replication group sentinels.',
      'redisTopologyLab.removeNode':
        'Takes a node out: first its mastership is handed over, or its slots move and its replicas follow others.',
      'redisTopologyLab.finishAddition': 'Finishes an addition that a lost window left half-way.',
    },
  },
  {
    title: 'Keep data',
    commands: {
      'redisTopologyLab.saveData':
        'Keeps the data of a topology, as it is at one moment, on its engine under a name; all its masters begin to save while writes are held.',
      'redisTopologyLab.restoreData':
        'Puts saved data into a topology, in the place of its own, or into a new one like that it was saved from.',
      'redisTopologyLab.deleteSavedData':
        'Lists what is saved, with time, size and keys, and deletes what is chosen.',
    },
  },
  {
    title: 'Connect programs',
    commands: {
      'redisTopologyLab.copyConnectionCode':
        'Copies code that connects a client of your choice; it reads the password from the environment.',
      'redisTopologyLab.copyAddress': 'Copies the address at which a node is reached.',
      'redisTopologyLab.copyPassword': 'Copies the password of a topology, or of one of its users.',
      'redisTopologyLab.exportCa':
        'Writes the certificate of a TLS topology’s own authority to a file: what its clients trust.',
      'redisTopologyLab.chooseClientPlace':
        'Lets a cluster’s nodes send clients to this machine’s ports, or to container addresses; nothing is restarted.',
      'redisTopologyLab.runWith': 'Sets REDIS_URL and its like in terminals that are opened from now on.',
      'redisTopologyLab.runWithout': 'New terminals have nothing of a topology any more.',
    },
  },
  {
    title: 'Topologies as code',
    commands: {
      'redisTopologyLab.exportTopology':
        'Writes a Compose project, or a commented shell script, that makes the same without this extension.',
      'redisTopologyLab.saveAsFile': 'Saves a topology, as it is now, as a topology file.',
      'redisTopologyLab.upFromFile':
        'Makes the topology that a file asks for, or starts it where it exists; done when it is ready.',
      'redisTopologyLab.showFileDifferences':
        'Shows what a topology file asks for beside what its topology is now.',
    },
  },
  {
    title: 'The extension itself',
    commands: {
      'redisTopologyLab.chooseContext':
        'Chooses the Docker engine: a context of the docker command, or an address.',
      'redisTopologyLab.showAnotherEngine':
        'Shows one more Docker engine in the tree, with its topologies beneath it.',
      'redisTopologyLab.hideEngine': 'Shows an engine no more; nothing on it changes.',
      'redisTopologyLab.showLog': 'Shows what the extension asked and was answered; no secrets.',
    },
  },
];
