-- `:checkhealth copydesk`: whether the server is there and runs, and what it tells of each draft.

local server = require('copydesk.server')

local M = {}

--- How long a server may take to answer, in milliseconds.
local PATIENCE = 5000

--- The program of the server, if what starts it is a program.
---@return string?
local function program()
  local config = vim.lsp.config and vim.lsp.config.copydesk
  local cmd = config and config.cmd
  return type(cmd) == 'table' and cmd[1] or nil
end

local function check_neovim()
  vim.health.start('Neovim')
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok('It is 0.11 or newer')
  else
    vim.health.error('Neovim 0.11 is needed', { 'With 0.10, see |copydesk-0.10|' })
  end
end

local function check_program()
  vim.health.start('The program')
  local name = program()
  if not name then
    vim.health.warn('`vim.lsp.config.copydesk` names no program', { 'See |copydesk-install|' })
    return
  end
  local path = vim.fn.exepath(name)
  if path == '' then
    vim.health.error(('`%s` is not found'):format(name), {
      'Install it: `cargo install --path .` in a clone of Copydesk',
      "Or say where it is: `vim.lsp.config('copydesk', { cmd = { '/path/to/copydesk', 'server' } })`",
    })
    return
  end
  local ran, printed = pcall(function()
    return vim.system({ path, '--version' }, { text = true }):wait(PATIENCE)
  end)
  if ran and printed.code == 0 then
    vim.health.ok(('`%s` is %s'):format(path, vim.trim(printed.stdout)))
  else
    vim.health.error(('`%s --version` fails'):format(path), { ran and vim.trim(printed.stderr or '') or printed })
  end
end

--- What `client` tells of `draft`, or what goes wrong.
---@return table? answer
---@return string? fault
local function status(client, draft)
  local fault, answer, done
  server.ask(client, 'copydesk.status', draft, function(...)
    fault, answer = ...
    done = true
  end)
  if not vim.wait(PATIENCE, function()
    return done
  end, 10) then
    return nil, ('It does not answer within %d seconds'):format(PATIENCE / 1000)
  end
  return answer, fault
end

--- What is read by `client`, and what is limited.
local function check_drafts(client)
  local drafts = vim.tbl_keys(client.attached_buffers)
  table.sort(drafts)
  for _, draft in ipairs(drafts) do
    local name = vim.api.nvim_buf_get_name(draft)
    name = name == '' and '[No Name]' or vim.fn.fnamemodify(name, ':~')
    local answer, fault = status(client, draft)
    if not answer then
      vim.health.error(name, { fault or 'It says nothing' })
    else
      local read = ('%d draft%s of the workspace read'):format(answer.drafts, answer.drafts == 1 and '' or 's')
      read = read .. (answer.reading and '; more are being read' or '')
      vim.health.ok(client.root_dir and ('%s: %s'):format(name, read) or name)
      for _, limit in ipairs(answer.limits) do
        vim.health.info(limit)
      end
    end
  end
end

local function check_servers()
  vim.health.start('Servers')
  local clients = vim.lsp.get_clients({ name = 'copydesk' })
  if #clients == 0 then
    vim.health.warn('None runs', {
      "Say `vim.lsp.enable('copydesk')` in your configuration",
      'Open a draft, for which `:set filetype?` says text, markdown or html',
      "If none starts then, Neovim's log says why: `:checkhealth vim.lsp` names it",
    })
  end
  for _, client in ipairs(clients) do
    local version = vim.tbl_get(client, 'server_info', 'version') or 'of an unknown version'
    local folder = client.root_dir and vim.fn.fnamemodify(client.root_dir, ':~') or 'no folder'
    vim.health.ok(('copydesk %s runs in %s'):format(version, folder))
    check_drafts(client)
  end
end

function M.check()
  check_neovim()
  check_program()
  check_servers()
end

return M
