/** The tree view, as the manifest names it. */
export const VIEW_ID = 'redisTopologyLab.topologies';
