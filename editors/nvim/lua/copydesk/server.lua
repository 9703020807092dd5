-- What the server is asked beyond what Neovim has a view for; docs/commands.md describes it.

local M = {}

--- The server that reads the buffer `draft`, if one does.
---@param draft integer
---@return vim.lsp.Client?
function M.of(draft)
  return vim.lsp.get_clients({ bufnr = draft, name = 'copydesk' })[1]
end

--- Has `client` run `command` for the buffer `draft`. `reply` gets the answer, or what went wrong.
---@param client vim.lsp.Client
---@param command string
---@param draft integer
---@param reply fun(fault: string?, answer: any)
function M.ask(client, command, draft, reply)
  local params = { command = command, arguments = { { uri = vim.uri_from_bufnr(draft) } } }
  client:request('workspace/executeCommand', params, function(fault, answer)
    reply(fault and fault.message, answer ~= vim.NIL and answer or nil)
  end, draft)
end

return M
