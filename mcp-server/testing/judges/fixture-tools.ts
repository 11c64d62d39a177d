import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

type Part = CallToolResult['content'][number];

/** A picture of one pixel. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A silent WAV file without samples. */
const SILENCE = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const text = (content: string): Part => ({ type: 'text', text: content });
const image: Part = { type: 'image', data: PIXEL, mimeType: 'image/png' };
const resource = (uri: string, mimeType: string, content: string): Part => ({
  type: 'resource',
  resource: { uri, mimeType, text: content },
});

const ANSWERS: Record<string, Part[]> = {
  test_simple_text: [text('This is a simple text response for testing.')],
  test_image_content: [image],
  test_audio_content: [{ type: 'audio', data: SILENCE, mimeType: 'audio/wav' }],
  test_embedded_resource: [resource('test://embedded-resource', 'text/plain', 'An embedded resource.')],
  test_multiple_content_types: [
    text('Multiple content types test:'),
    image,
    resource('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
  ],
};

/** The tools that the conformance suite calls by name, without those that would ask the client back. */
export function registerFixtureTools(mcp: McpServer): string[] {
  for (const [name, content] of Object.entries(ANSWERS)) mcp.registerTool(name, {}, () => ({ content }));
  mcp.registerTool('test_error_handling', {}, () => ({
    isError: true,
    content: [text('This tool intentionally returns an error for testing')],
  }));
  mcp.registerTool('test_tool_with_logging', {}, async ({ sendNotification }) => {
    for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
    }
    return { content: [text('Logged.')] };
  });
  mcp.registerTool('test_tool_with_progress', {}, async ({ sendNotification, _meta }) => {
    const progressToken = _meta?.progressToken;
    for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
      const params = { progressToken: progressToken!, progress, total: 100 };
      await sendNotification({ method: 'notifications/progress', params });
    }
    return { content: [text('Done.')] };
  });
  return [
    ...Object.keys(ANSWERS),
    'test_error_handling',
    'test_tool_with_logging',
    'test_tool_with_progress',
  ];
}
